package org.maslin.server.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;
import org.maslin.server.jobs.JobKind;
import org.maslin.server.jobs.Jobs;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.plumbing.http.Page;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.projects.Projects;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** Exports of projects: ask for one, fetch its file, delete it. */
public final class Exports {

    private final Transactions transactions;
    private final ExportStore store;
    private final Projects projects;
    private final Jobs jobs;
    private final ExportFiles files;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    Exports(
            Transactions transactions,
            ExportStore store,
            Projects projects,
            Jobs jobs,
            ExportFiles files,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.projects = projects;
        this.jobs = jobs;
        this.files = files;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins an export; its job writes the file. */
    public Export create(Principal principal, UUID project, NewExport wanted) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    UUID id = ids.next();
                    UUID job =
                            jobs.start(
                                    principal,
                                    JobKind.Place.SERVER,
                                    ExportJob.NAME,
                                    new ExportJob.Parameters(id));
                    store.add(
                            principal.organisationId(),
                            id,
                            project,
                            job,
                            wanted,
                            principal.userId(),
                            clock.instant());
                    audit.record(
                            principal,
                            "create-export",
                            Node.of("project", project),
                            Map.of("format", Json.word(wanted.format()), "export", id.toString()));
                    return require(id);
                });
    }

    public Export get(Principal principal, UUID id) {
        return transactions.read(principal.organisationId(), () -> require(id));
    }

    /** The exports of a project, newest first. */
    public Page<Export> list(Principal principal, UUID project, @Nullable UUID before, int limit) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    projects.terms(principal, project);
                    return Page.of(
                            store.list(project, before, limit + 1),
                            limit,
                            export -> export.id().toString());
                });
    }

    /** The export whose file is about to be fetched; the look is put on record. */
    public Export open(Principal principal, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    Export export = require(id);
                    if (export.state() == ExportState.PENDING
                            || export.state() == ExportState.STOPPED) {
                        throw RefusedException.conflict(
                                "export-not-ready",
                                "The export is not written yet.",
                                "Wait for its job " + export.jobId() + ".");
                    }
                    if (export.state() == ExportState.EXPIRED
                            || !files.has(principal.organisationId(), id)) {
                        throw RefusedException.gone(
                                "export-expired",
                                "The export's file was removed.",
                                "Export again.");
                    }
                    audit.record(principal, "read-export", Node.of("export", id), Map.of());
                    return export;
                });
    }

    /** Writes the file of an opened export. */
    void copy(Principal principal, UUID id, OutputStream out) throws IOException {
        files.copy(principal.organisationId(), id, out);
    }

    /** Removes the file before its time. */
    public void delete(Principal principal, UUID id) {
        transactions.write(
                principal.organisationId(),
                () -> {
                    require(id);
                    store.removed(id, clock.instant());
                    audit.record(principal, "delete-export", Node.of("export", id), Map.of());
                });
        files.delete(principal.organisationId(), id);
    }

    /** Removes the files of an organisation whose time is over. */
    void removeExpired(UUID organisation) {
        for (UUID id : transactions.read(organisation, () -> store.expired(clock.instant()))) {
            files.delete(organisation, id);
            transactions.write(organisation, () -> store.removed(id, clock.instant()));
        }
    }

    private Export require(UUID id) {
        Export export = store.get(id);
        if (export == null) {
            throw RefusedException.notFound("export", id);
        }
        return export;
    }
}
