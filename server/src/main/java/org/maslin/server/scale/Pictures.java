package org.maslin.server.scale;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.SeveralAtOnce;
import org.maslin.server.samples.SampleFiles;
import org.maslin.server.samples.StoredFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images that tasks show: taken from files that were sent, or fetched from their addresses past
 * the guard, several at once. What is not there for good is done without; what failed for a reason
 * that may pass is tried again before that.
 */
final class Pictures {

    /**
     * What came of a task's images.
     *
     * @param files by their addresses
     * @param later whether it is worth waiting for the missing ones
     */
    record Got(Map<String, StoredFile> files, boolean later) {
        static final Got NONE = new Got(Map.of(), false);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
    private static final int AT_ONCE = 8;
    private static final int TRIES = 3;
    private static final int MOST_REMEMBERED = 100_000;

    private final ScaleFiles scaleFiles;
    private final SampleFiles sampleFiles;
    private final Outside outside;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    Pictures(ScaleFiles scaleFiles, SampleFiles sampleFiles, Outside outside) {
        this.scaleFiles = scaleFiles;
        this.sampleFiles = sampleFiles;
        this.outside = outside;
    }

    /** The images of these tasks, by the tasks' ids. Not to be called in a transaction. */
    Map<String, Got> of(
            Principal principal, List<ScaleTask> tasks, Function<ScaleTask, List<String>> wanted) {
        List<Got> got =
                SeveralAtOnce.each(tasks, AT_ONCE, task -> of(principal, task, wanted.apply(task)));
        var byTask = new HashMap<String, Got>();
        for (int i = 0; i < tasks.size(); i++) {
            byTask.put(tasks.get(i).id(), got.get(i));
        }
        return byTask;
    }

    private Got of(Principal principal, ScaleTask task, List<String> addresses) {
        if (addresses.isEmpty()) {
            return Got.NONE;
        }
        var files = new HashMap<String, StoredFile>();
        boolean failed = false;
        for (String address : addresses) {
            try {
                StoredFile file = one(principal, address);
                if (file != null) {
                    files.put(address, file);
                }
            } catch (BadInputException never) {
                LOG.info(
                        "The task {} goes without its image {}: {}",
                        task.id(),
                        address,
                        never.getMessage());
            } catch (IOException mayPass) {
                failed = true;
                LOG.info(
                        "The image {} of the task {} was not had: {}",
                        address,
                        task.id(),
                        mayPass.getMessage());
            }
        }
        return new Got(files, failed && isWorthATry(task.id()));
    }

    private boolean isWorthATry(String task) {
        if (failures.size() > MOST_REMEMBERED) {
            failures.clear();
        }
        boolean again = failures.merge(task, 1, Integer::sum) < TRIES;
        if (!again) {
            failures.remove(task);
        }
        return again;
    }

    private @Nullable StoredFile one(Principal principal, String address) throws IOException {
        if (address.startsWith("scaledata://")) {
            ScaleFile file = scaleFiles.named(principal, address);
            try (InputStream content = scaleFiles.content(principal.organisationId(), file)) {
                return sampleFiles.keepImage(principal, "attachment", file.name(), content);
            }
        }
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            return null;
        }
        URI uri = outside.check("attachment", address);
        try (Outside.Fetched fetched = outside.get(uri)) {
            String path = String.valueOf(uri.getPath());
            String name = path.substring(path.lastIndexOf('/') + 1);
            return sampleFiles.keepImage(
                    principal, "attachment", name.isBlank() ? "image" : name, fetched.body());
        }
    }
}
