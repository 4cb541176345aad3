package org.maslin.server.plumbing;

import java.io.IOException;
import java.util.function.Consumer;

/** Records as JSON objects from wherever they come. */
public interface JsonRecords {

    /** Hands over each record exactly once, taken or rejected; what a consumer throws stops it. */
    void read(Consumer<JsonLine> taken, Consumer<RejectedLine> rejected) throws IOException;
}
