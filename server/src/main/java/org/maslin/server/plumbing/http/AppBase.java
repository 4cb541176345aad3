package org.maslin.server.plumbing.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Writes the server's own path into the app's first page. The app is built with relative addresses,
 * which are right under any sub-path but wrong in a room deeper than the root; the content policy
 * allows no base element to mend that.
 */
final class AppBase implements ResourceTransformer {

    @Override
    public Resource transform(
            HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
            throws IOException {
        if (!"index.html".equals(resource.getFilename())) {
            return chain.transform(request, resource);
        }
        String page = resource.getContentAsString(StandardCharsets.UTF_8);
        String here = page.replace("=\"./", "=\"" + request.getContextPath() + "/");
        return new TransformedResource(resource, here.getBytes(StandardCharsets.UTF_8));
    }
}
