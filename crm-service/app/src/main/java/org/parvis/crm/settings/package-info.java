/** What a brand settles about answering: how soon, and with which words authors of suggestions are told back. */
@NullMarked
package org.parvis.crm.settings;

import org.jspecify.annotations.NullMarked;
