package org.maslin.curate;

/**
 * A text to curate.
 *
 * @param id how decisions call it
 * @param text what stages read and may edit
 * @param carried whatever else the record holds, in the caller's own encoding; passed through
 */
public record Document(String id, String text, String carried) {

    public Document(String id, String text) {
        this(id, text, "");
    }

    public Document withText(String edited) {
        return new Document(id, edited, carried);
    }
}
