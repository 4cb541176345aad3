package org.maslin.server.commands;

import org.jspecify.annotations.Nullable;
import org.maslin.server.client.GraderEndpoint;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where graders that ask a model find it. */
final class GraderOptions {

    @Option(
            names = "--grader-endpoint",
            paramLabel = "URL",
            description =
                    "The base of an OpenAI-compatible API whose models graders may ask, with what they"
                            + " grade; its key comes from "
                            + GraderEndpoint.KEY
                            + " (default: none may be asked).")
    private @Nullable String address;

    @Mixin private EgressOptions egress = new EgressOptions();

    GraderEndpoint endpoint() {
        return new GraderEndpoint(address, egress.allowed());
    }
}
