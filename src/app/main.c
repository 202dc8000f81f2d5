/* app/main - the way in: the house as it is built, with its front end, and the command that was asked for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "app/assets.h"
#include "app/modules.h"

#include "kit/commands.h"

int main(int argc, char **argv) {
    House house = house_built();
    house.assets = assets;
    house.asset_count = asset_count;
    return commands_run(&house, argc, argv);
}
