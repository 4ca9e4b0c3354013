package org.parvis.listening.connector;

import org.parvis.listening.text.PlainText;

/**
 * Who wrote a message, as the network says.
 *
 * @param id what stays the same when the handle changes
 * @param handle how the network addresses the person
 * @param name how the person wants to be called; the handle when there is no name
 */
public record Author(String id, String handle, String name) {

    public Author {
        id = CollectedItem.named(id);
        handle = PlainText.kept(handle);
        name = PlainText.kept(name);
        name = name.isBlank() ? handle : name;
    }
}
