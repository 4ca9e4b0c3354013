/** What crm does with every text that people type. */
@NullMarked
package org.parvis.crm.text;

import org.jspecify.annotations.NullMarked;
