package org.maslin.server.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.MultipartBody;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;

/** The files of the dialect's clients. */
final class OpenAiFiles {

    static final String NODE = "openai-file";

    private static final long LARGEST = 1L << 30;
    private static final int LONGEST_NAME = 255;

    private final Transactions transactions;
    private final OpenAiStore store;
    private final Blobs blobs;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    OpenAiFiles(
            Transactions transactions,
            OpenAiStore store,
            Blobs blobs,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.blobs = blobs;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps the file of a form as it streams in. */
    OpenAiFile upload(Principal principal, MultipartBody form) {
        String purpose = null;
        String name = "file";
        Blobs.Stored stored = null;
        try {
            for (MultipartBody.Part part = form.next(); part != null; part = form.next()) {
                if (part.name().equals("file") && stored == null) {
                    name = part.fileName() == null ? name : part.fileName();
                    stored = blobs.put(principal.organisationId(), part.content(), LARGEST);
                } else if (part.name().equals("purpose")) {
                    purpose = part.text();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (stored == null || purpose == null) {
            throw new BadInputException(
                    stored == null ? "file" : "purpose",
                    "nothing",
                    stored == null ? "a file in the form" : "what the file is for",
                    "Send both, such as purpose=fine-tune.");
        }
        return add(principal, name, purpose, stored);
    }

    private OpenAiFile add(Principal principal, String name, String purpose, Blobs.Stored stored) {
        var file =
                new OpenAiFile(
                        ids.next(),
                        name.substring(0, Math.min(LONGEST_NAME, name.length())),
                        purpose,
                        stored.address(),
                        stored.bytes(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.add(principal.organisationId(), file);
                    audit.record(
                            principal,
                            "upload-file",
                            Node.of(NODE, file.id()),
                            Map.of("bytes", String.valueOf(file.bytes())));
                });
        return file;
    }

    OpenAiFile get(Principal principal, UUID id) {
        return transactions.read(
                principal.organisationId(),
                () -> {
                    OpenAiFile file = store.file(id);
                    if (file == null) {
                        throw RefusedException.notFound("file", Ident.of(Ident.FILE, id));
                    }
                    return file;
                });
    }

    List<OpenAiFile> list(
            Principal principal, @Nullable String purpose, @Nullable UUID after, int atMost) {
        return transactions.read(
                principal.organisationId(), () -> store.files(purpose, after, atMost));
    }

    /** Its content; whoever reads it is on record. */
    InputStream content(Principal principal, OpenAiFile file) {
        transactions.write(
                principal.organisationId(),
                () -> audit.record(principal, "read-file", Node.of(NODE, file.id()), Map.of()));
        try {
            return blobs.open(principal.organisationId(), file.blob());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a file off the list; its content stays while a fine-tuning job refers to it. */
    void delete(Principal principal, UUID id) {
        get(principal, id);
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.delete(id);
                    audit.record(principal, "delete-file", Node.of(NODE, id), Map.of());
                });
    }
}
