/** Protected fields: what belongs to a person is encrypted under that person's own key before it is hashed and stored. */
@NullMarked
package org.parvis.privacy;

import org.jspecify.annotations.NullMarked;
