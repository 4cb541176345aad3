package org.maslin.server.tasks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maslin.security.Principal;

/** What a task may begin with, told from above. */
public interface Starts {

    /** The prediction to begin with, in the sample's own order; null if there is none. */
    Assignment.@Nullable Prediction of(Principal principal, UUID sample);

    /** Whether any task of a project begins with one. */
    boolean areUsual(Principal principal, UUID project);
}
