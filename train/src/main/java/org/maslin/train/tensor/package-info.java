/**
 * Tensors, our thin view of libtorch: the only package that knows JavaCPP. Every result made inside
 * a {@link org.maslin.train.tensor.Scope} is freed when the scope closes.
 */
@NullMarked
package org.maslin.train.tensor;

import org.jspecify.annotations.NullMarked;
