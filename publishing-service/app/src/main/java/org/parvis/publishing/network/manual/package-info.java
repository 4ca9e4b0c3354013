/** Places no machine of ours may write to: a person does. */
@NullMarked
package org.parvis.publishing.network.manual;

import org.jspecify.annotations.NullMarked;
