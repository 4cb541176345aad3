package org.maslin.server.loop;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.maslin.security.Principal;

/**
 * A chain at one step, as its links see it.
 *
 * @param links all of them, as they are stored
 * @param folder of the chain's files
 * @param keep stores a link in the caller's transaction, unless another job has taken the chain
 */
record ChainRun(
        Principal principal,
        UUID id,
        String name,
        ChainSettings settings,
        List<ChainLink> links,
        Path folder,
        Consumer<ChainLink> keep) {

    /** A link of a round. */
    ChainLink link(int round, LinkName name) {
        return links.stream()
                .filter(link -> link.round() == round && link.name() == name)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No link %s %d.".formatted(name, round)));
    }

    /** The model that speaks in a round: the base, then the policy of the round before. */
    String presentModel(int round) {
        return round == 1 ? baseModel() : link(round - 1, LinkName.POLICY).required(Refs.MODEL);
    }

    String baseModel() {
        return link(1, LinkName.BASE_MODEL).required(Refs.MODEL);
    }

    /** A file of a round; its path from the folder of chains is {@link #path}. */
    Path file(int round, String name) {
        return folder.resolve(path(round, name));
    }

    String path(int round, String name) {
        return "%s/round-%d/%s".formatted(id, round, name);
    }
}
