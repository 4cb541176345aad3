package org.maslin.server.exports;

/** Whether there is a file. */
public enum ExportState {
    PENDING,
    READY,
    /** Its job failed or was cancelled; resuming the job makes the file. */
    STOPPED,
    /** There was a file; its time is over, or somebody deleted it. */
    EXPIRED
}
