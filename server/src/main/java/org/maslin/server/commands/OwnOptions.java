package org.maslin.server.commands;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where others that train with this machine's workers find them. */
final class OwnOptions {

    @Option(
            names = "--own",
            paramLabel = "HOST",
            description =
                    "The address by which workers on other machines reach those of this one (default:"
                            + " that from which the way to the database begins).")
    private @Nullable String own;

    @Nullable String address() {
        return own;
    }
}
