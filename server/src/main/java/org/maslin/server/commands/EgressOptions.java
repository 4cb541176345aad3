package org.maslin.server.commands;

import java.util.List;
import picocli.CommandLine.Option;

/** What inside the network may be called. */
final class EgressOptions {

    @Option(
            names = "--allow-egress",
            paramLabel = "CIDR|HOST",
            description =
                    "A range or host inside the network that may be called; may be given more than"
                            + " once. Public addresses need no leave.")
    private List<String> allowed = List.of();

    List<String> allowed() {
        return allowed;
    }
}
