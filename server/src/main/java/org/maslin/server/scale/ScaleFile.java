package org.maslin.server.scale;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that was uploaded or imported.
 *
 * @param blob the address of its content
 * @param fields what else was sent with it
 */
record ScaleFile(
        UUID id,
        String blob,
        String name,
        String mimeType,
        long size,
        List<String> projects,
        ObjectNode fields,
        Instant createdAt) {
    ScaleFile {
        projects = List.copyOf(projects);
    }
}
