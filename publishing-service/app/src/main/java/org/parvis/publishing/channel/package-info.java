/** Our accounts on the networks: set up, changed, switched off; their secrets and their health. */
@NullMarked
package org.parvis.publishing.channel;

import org.jspecify.annotations.NullMarked;
