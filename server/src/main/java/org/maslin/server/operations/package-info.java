/**
 * Operations: what the person who runs the server looks at: metrics and health. Figures are of the
 * whole server; none names a person, an organisation or a project.
 */
@NullMarked
package org.maslin.server.operations;

import org.jspecify.annotations.NullMarked;
