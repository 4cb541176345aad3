package org.maslin.server.records;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maslin.security.Principal;
import org.maslin.security.audit.AuditLeaf;
import org.maslin.security.audit.Commitment;
import org.maslin.server.plumbing.Ids;

/**
 * Puts on record what somebody did, in the caller's transaction: the entry is stored if and only if
 * the deed is. Details are kept beside the tree; the tree holds salted commitments to them.
 */
public final class Audit {

    private static final int SALT_BYTES = 16;
    private static final String SYSTEM = "system";

    private final RecordsStore store;
    private final Ids ids;
    private final InstantSource clock;
    private final SecureRandom random;

    Audit(RecordsStore store, Ids ids, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /**
     * @param action a verb with its object, in kebab case, such as {@code submit-annotation}
     * @param object what was acted on
     * @param details what else belongs to it; may be personal, so it can be erased
     */
    public void record(
            Principal principal, String action, Node object, Map<String, String> details) {
        RecordsStore.NewEntry one = entry(principal, action, object, details);
        store.addEntry(principal.organisationId(), one.entry(), one.leaf(), one.salt());
    }

    /** The same of many at once. */
    public void recordEach(
            Principal principal, String action, List<Node> objects, Map<String, String> details) {
        store.addEntries(
                principal.organisationId(),
                objects.stream().map(object -> entry(principal, action, object, details)).toList());
    }

    private RecordsStore.NewEntry entry(
            Principal principal, String action, Node object, Map<String, String> details) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var commitments = new TreeMap<String, String>();
        details.forEach((name, value) -> commitments.put(name, Commitment.of(salt, value)));
        var entry =
                new AuditEntry(
                        null,
                        ids.next(),
                        at,
                        actor(principal),
                        action,
                        object.kind() + "/" + object.id(),
                        details);
        var leaf =
                new AuditLeaf(
                        entry.id(),
                        ChronoUnit.MICROS.between(Instant.EPOCH, at),
                        principal.organisationId(),
                        entry.actor(),
                        action,
                        entry.object(),
                        commitments);
        return new RecordsStore.NewEntry(entry, leaf.bytes(), salt);
    }

    private static String actor(Principal principal) {
        return principal.how() == Principal.How.SYSTEM ? SYSTEM : principal.userId().toString();
    }
}
