package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * As whom PostgreSQL runs. It refuses to run as root, initdb needs a user with a name, and a
 * cluster opens only for the user that owns its files; so who owns the files decides:
 *
 * <ul>
 *   <li>an ordinary user runs it directly;
 *   <li>root, or a user without a name, enters a user namespace of its own ({@code unshare -U}), in
 *       which it is nobody in particular while the files stay its own;
 *   <li>where that is forbidden, root becomes {@code nobody} by {@code setpriv}.
 * </ul>
 *
 * @param prefix what to put before a command
 * @param owner {@code user:group} to whom the cluster's files belong if not to us
 */
record PostgresUser(List<String> prefix, @Nullable String owner) {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final long ROOT = 0;

    /**
     * @param cluster the folder of the cluster, which need not exist yet
     */
    static PostgresUser forCluster(Path cluster) throws IOException {
        long self = Long.parseLong(Shell.run("id", "-u").output());
        long owner = Files.exists(cluster) ? number(cluster, "unix:uid") : self;
        if (owner == self) {
            return self == ROOT ? forRoot(cluster) : forUser();
        }
        if (self == ROOT) {
            return becoming(owner + ":" + number(cluster, "unix:gid"));
        }
        throw new PostgresFailedException(
                "The database in %s belongs to user %d, but this is user %d."
                        .formatted(cluster, owner, self),
                "Start Maslin as that user, or choose another folder with --data.");
    }

    private static PostgresUser forUser() {
        boolean named = Shell.run("id", "-un").succeeded();
        return new PostgresUser(named ? List.of() : NAMESPACE, null);
    }

    private static PostgresUser forRoot(Path cluster) {
        if (Shell.run("unshare", "-U", "true").succeeded()) {
            return new PostgresUser(NAMESPACE, null);
        }
        if (Files.exists(cluster)) {
            throw new PostgresFailedException(
                    "The database in %s belongs to root, and this system forbids user namespaces, in which it would run."
                            .formatted(cluster),
                    "Give it away once (chown -R nobody %s) and start again.".formatted(cluster));
        }
        return becoming(
                Shell.run("id", "-u", "nobody").output()
                        + ":"
                        + Shell.run("id", "-g", "nobody").output());
    }

    private static PostgresUser becoming(String owner) {
        String[] ids = owner.split(":", 2);
        return new PostgresUser(
                List.of("setpriv", "--reuid=" + ids[0], "--regid=" + ids[1], "--clear-groups"),
                owner);
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Gives a file to the user; he must be able to reach it. */
    void give(Path file) {
        if (owner != null) {
            Shell.run("chown", owner, file.toString());
        }
    }

    /**
     * Makes sure that the user can reach the folder of the cluster.
     *
     * @param root the data folder, which lets him pass but not look
     */
    void openTheWay(Path root, Path folder) {
        if (owner == null) {
            return;
        }
        Shell.run("chmod", "711", root.toString(), folder.toString());
        if (!Shell.run(command(List.of("test", "-x", folder.toString()))).succeeded()) {
            throw new PostgresFailedException(
                    "PostgreSQL must not run as root, and user %s cannot reach %s."
                            .formatted(owner, folder),
                    "Choose a folder that others may pass through, such as --data /var/lib/maslin, or start Maslin as an ordinary user.");
        }
    }

    private static long number(Path file, String attribute) throws IOException {
        return ((Number) Files.getAttribute(file, attribute)).longValue();
    }
}
