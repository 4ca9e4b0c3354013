package org.parvis.publishing.network.bluesky;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where a reply hangs: the post it answers, and the first post of that thread, each by name and content id. */
record ReplyPlace(Place root, Place parent) {

    /** One post at one version. */
    record Place(String uri, String cid) {

        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("uri", uri);
            json.put("cid", cid);
            return json;
        }
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("root", root.json());
        json.put("parent", parent.json());
        return json;
    }
}
