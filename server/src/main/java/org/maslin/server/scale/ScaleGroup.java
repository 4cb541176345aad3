package org.maslin.server.scale;

import java.util.List;

/** Some of the labelers of a project. */
record ScaleGroup(String id, String name, List<String> emails) {
    ScaleGroup {
        emails = List.copyOf(emails);
    }
}
