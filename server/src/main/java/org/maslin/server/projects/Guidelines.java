package org.maslin.server.projects;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Guidelines as people read them: by section, with what is new to the reader. */
public final class Guidelines {

    private final Transactions transactions;
    private final GuidelineStore store;
    private final Projects projects;
    private final Audit audit;
    private final InstantSource clock;

    Guidelines(
            Transactions transactions,
            GuidelineStore store,
            Projects projects,
            Audit audit,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The current guideline for me.
     *
     * @param search words that a section must have; all sections if null
     */
    public GuidelineView view(Principal principal, UUID project, @Nullable String search) {
        List<String> words = search == null ? List.of() : List.of(search.strip().split("\\s+"));
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    GuidelineVersion now = store.upTo(project, Integer.MAX_VALUE);
                    GuidelineStore.Read read = store.lastRead(project, principal.userId());
                    GuidelineVersion before =
                            read == null ? null : store.upTo(project, read.version());
                    return view(now, before, read, words);
                });
    }

    private static GuidelineView view(
            @Nullable GuidelineVersion now,
            @Nullable GuidelineVersion before,
            GuidelineStore.@Nullable Read read,
            List<String> words) {
        var known = new HashMap<String, GuidelineSection>();
        List<GuidelineSection> old = before == null ? List.of() : before.sections();
        old.forEach(section -> known.put(section.id(), section));
        List<GuidelineSection> current = now == null ? List.of() : now.sections();
        List<String> ids = current.stream().map(GuidelineSection::id).toList();
        return new GuidelineView(
                now == null ? 0 : now.version(),
                current.stream()
                        .filter(section -> section.has(words))
                        .map(section -> seen(section, known.get(section.id())))
                        .toList(),
                old.stream()
                        .filter(section -> !ids.contains(section.id()))
                        .map(GuidelineSection::heading)
                        .toList(),
                read == null ? 0 : read.version(),
                read == null ? null : read.at());
    }

    private static GuidelineView.Section seen(
            GuidelineSection section, @Nullable GuidelineSection before) {
        GuidelineView.Change change;
        if (before == null) {
            change = GuidelineView.Change.NEW;
        } else {
            change =
                    section.saysWhat(before)
                            ? GuidelineView.Change.SAME
                            : GuidelineView.Change.CHANGED;
        }
        return new GuidelineView.Section(
                section.id(),
                section.heading(),
                section.text(),
                section.examples(),
                change,
                change == GuidelineView.Change.CHANGED ? before : null);
    }

    /** Notes that I have read a version; what differs from it is new to me from now on. */
    public GuidelineView read(Principal principal, UUID project, ReadGuideline read) {
        UUID organisation = principal.organisationId();
        return transactions.write(
                organisation,
                () -> {
                    GuidelineVersion now = store.upTo(project, Integer.MAX_VALUE);
                    int newest = now == null ? 0 : now.version();
                    if (read.version() < 1 || read.version() > newest) {
                        throw new BadInputException(
                                "version",
                                String.valueOf(read.version()),
                                newest == 0
                                        ? "none, for there is no guideline yet"
                                        : "a version from 1 to " + newest,
                                "Send the version of the guideline that was shown.");
                    }
                    store.read(
                            organisation,
                            project,
                            principal.userId(),
                            read.version(),
                            clock.instant());
                    audit.record(
                            principal,
                            "read-guideline",
                            Node.of("project", project),
                            Map.of("version", String.valueOf(read.version())));
                    return view(principal, project, null);
                });
    }

    /** Who has read which version last. */
    public List<GuidelineReader> readers(Principal principal, UUID project) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    return store.readers(project);
                });
    }

    /** All versions, newest first, without their texts. */
    public List<GuidelineVersion> versions(Principal principal, UUID project) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    return store.list(project);
                });
    }

    /** The version that an annotation cites. */
    public GuidelineVersion version(Principal principal, UUID project, int version) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    GuidelineVersion found = store.upTo(project, version);
                    if (found == null || found.version() != version) {
                        throw RefusedException.notFound("guideline version", version);
                    }
                    return found;
                });
    }

    /** Whether the current guideline has this section. */
    public boolean hasSection(Principal principal, UUID project, String section) {
        GuidelineVersion now =
                transactions.read(
                        principal.organisationId(), () -> store.upTo(project, Integer.MAX_VALUE));
        return now != null && now.sections().stream().anyMatch(one -> one.id().equals(section));
    }
}
