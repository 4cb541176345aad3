package org.maslin.server.imports;

/** Whether an import is over. */
public enum ImportState {
    PENDING,
    DONE,
    /** Its job failed or was cancelled; resuming the job goes on behind what is safe. */
    STOPPED
}
