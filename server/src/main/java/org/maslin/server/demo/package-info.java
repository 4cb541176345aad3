/**
 * The main job: the whole chain in one run, headless. Works through the public API as any user
 * would, and ends with one report and one line of JSON.
 */
@NullMarked
package org.maslin.server.demo;

import org.jspecify.annotations.NullMarked;
