package org.maslin.server.identity;

import java.util.List;

/** Those who are of one group. */
public record Group(String name, List<Annotator> members) {
    public Group {
        members = List.copyOf(members);
    }
}
