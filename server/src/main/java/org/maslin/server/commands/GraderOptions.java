package org.maslin.server.commands;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.server.client.GraderEndpoint;
import picocli.CommandLine.Option;

/** Where graders that ask a model find it. */
final class GraderOptions {

    @Option(
            names = "--grader-endpoint",
            paramLabel = "URL",
            description =
                    "The base of an OpenAI-compatible API whose models graders may ask; its key comes"
                            + " from "
                            + GraderEndpoint.KEY
                            + " (default: none may be asked).")
    private @Nullable String address;

    @Option(
            names = "--allow-egress",
            paramLabel = "HOST|RANGE",
            description = "An address inside the network that may be called; may be repeated.")
    private List<String> allowed = List.of();

    GraderEndpoint endpoint() {
        return new GraderEndpoint(address, allowed);
    }
}
