/**
 * Chat templates: an interpreter for the part of Jinja that published templates use. Templates come
 * with models and are not trusted: they reach nothing but the values they are given, and steps,
 * depth and output are bounded.
 */
@NullMarked
package org.maslin.train.template;

import org.jspecify.annotations.NullMarked;
