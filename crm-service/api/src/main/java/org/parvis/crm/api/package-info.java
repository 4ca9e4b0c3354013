/** Published language of crm: conversations with people outside and the suggestions they made. */
@NullMarked
package org.parvis.crm.api;

import org.jspecify.annotations.NullMarked;
