package org.maslin.server.plumbing;

import java.nio.file.Path;

/**
 * What the person who started the server decided.
 *
 * @param data the data folder
 * @param demo whether the server shows its sample organisation
 */
public record Settings(Path data, boolean demo) {}
