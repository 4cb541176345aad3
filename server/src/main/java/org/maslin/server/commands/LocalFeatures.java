package org.maslin.server.commands;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.Application;
import org.maslin.server.cli.CommandFailedException;
import org.maslin.server.identity.Users;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.DataFolder;
import org.maslin.server.plumbing.db.Foundation;
import org.springframework.context.ConfigurableApplicationContext;

/** The features on a data folder, for a command that looks something up; the server may run. */
final class LocalFeatures implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private LocalFeatures(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Opens what is there.
     *
     * @throws BadInputException if there is no data folder
     */
    static LocalFeatures open(@Nullable Path data, @Nullable String db) throws IOException {
        Path folder = data == null ? DataFolder.defaultPath(System.getenv()) : data;
        if (!DataFolder.exists(folder)) {
            throw new BadInputException(
                    "--data " + folder,
                    "no data folder",
                    "the folder that a server has used",
                    "Check the path; maslin serve --data %s makes one.".formatted(folder));
        }
        return openOrMake(folder, db);
    }

    static LocalFeatures openOrMake(@Nullable Path data, @Nullable String db) throws IOException {
        Path folder = data == null ? DataFolder.defaultPath(System.getenv()) : data;
        return new LocalFeatures(
                Application.start(Foundation.openOrJoin(folder, db), Settings.tool()));
    }

    <T> T get(Class<T> facade) {
        return context.getBean(facade);
    }

    /** The machine's administrator, in the first organisation. */
    Principal principal() {
        var organisations = get(Users.class).organisations();
        if (organisations.isEmpty()) {
            throw new CommandFailedException(
                    "There is no organisation in this data folder yet.",
                    "Check --data, or make the first owner: maslin admin owner --email …");
        }
        return Principal.system(organisations.getFirst().id());
    }

    @Override
    public void close() {
        context.close();
    }
}
