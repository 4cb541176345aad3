package org.maslin.server.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.blobs.S3Buckets;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.egress.Egress;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Imports by jobs: begin one, see how far it is, and what it rejected. */
public final class Imports {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Transactions transactions;
    private final ImportStore store;
    private final Projects projects;
    private final Jobs jobs;
    private final ImportFiles files;
    private final Egress egress;
    private final S3Buckets buckets;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    Imports(
            Transactions transactions,
            ImportStore store,
            Projects projects,
            Jobs jobs,
            ImportFiles files,
            Egress egress,
            S3Buckets buckets,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.jobs = jobs;
        this.files = files;
        this.egress = egress;
        this.buckets = buckets;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins an import.
     *
     * @param body the file, if no URL leads to it
     */
    public Import create(Principal principal, UUID project, NewImport wanted, InputStream body) {
        projects.terms(principal, project);
        UUID organisation = principal.organisationId();
        UUID id = ids.next();
        if (wanted.url() != null && S3Buckets.isAddress(wanted.url())) {
            buckets.check("query parameter url", wanted.url());
        } else if (wanted.url() != null) {
            egress.check("query parameter url", wanted.url());
        } else {
            files.save(organisation, id, filled(body), bytes -> {});
        }
        return transactions.write(
                organisation,
                () -> {
                    UUID job =
                            jobs.start(
                                    principal,
                                    JobKind.Place.SERVER,
                                    ImportJob.NAME,
                                    new ImportJob.Parameters(id));
                    store.add(
                            organisation,
                            id,
                            project,
                            job,
                            wanted,
                            principal.userId(),
                            clock.instant());
                    audit.record(
                            principal,
                            "create-import",
                            Node.of("project", project),
                            Map.of(
                                    "import", id.toString(),
                                    "name", wanted.name(),
                                    "format", Json.word(wanted.format())));
                    return require(id);
                });
    }

    private static InputStream filled(InputStream body) {
        var in = new BufferedInputStream(body, 1 << 16);
        in.mark(1);
        try {
            if (in.read() < 0) {
                throw new BadInputException(
                        "body",
                        "nothing",
                        "the file to import",
                        "Send it as the body, or give url=… to have it fetched.");
            }
            in.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return in;
    }

    public Import get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** The imports of a project, newest first. */
    public Page<Import> list(Principal principal, UUID project, @Nullable UUID before, int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    return Page.of(
                            store.list(project, before, limit + 1),
                            limit,
                            one -> one.id().toString());
                });
    }

    /** Writes every rejected record with its reason, as JSON lines. */
    void copyRejected(Principal principal, UUID id, OutputStream out) throws IOException {
        Path list = files.rejected(principal.organisationId(), id);
        if (Files.exists(list)) {
            Files.copy(list, out);
        }
    }

    /** Removes what nobody has looked at for a month. */
    void tidy() {
        files.removeOlder(clock.instant().minus(KEPT));
    }

    private Import require(UUID id) {
        Import found = store.get(id);
        if (found == null) {
            throw RefusedException.notFound("import", id);
        }
        return found;
    }
}
