/** What listening has to say on the page everybody starts with. */
@NullMarked
package org.parvis.listening.today;

import org.jspecify.annotations.NullMarked;
