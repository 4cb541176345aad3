/** Text to token ids and back, the training of byte-level BPE, and the layout of prompts. */
@NullMarked
package org.maslin.train.tokenizer;

import org.jspecify.annotations.NullMarked;
