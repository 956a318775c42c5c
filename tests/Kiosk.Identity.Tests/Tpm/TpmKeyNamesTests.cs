using Kiosk.Identity.Tpm;

namespace Kiosk.Identity.Tests.Tpm;

public sealed class TpmKeyNamesTests
{
    [Theory]
    [InlineData(0x8100_0000)]
    [InlineData(0x8100_8101)]
    [InlineData(0x81FF_FFFD)]
    public void Handles_of_persistent_objects_read_back(uint handle) => Assert.Equal(handle, TpmKeyNames.Parse(new TpmKeyNames(handle, [1], [2]).Encode())!.SigningHandle);

    [Theory]
    [InlineData(0U)]
    [InlineData(0x8000_0000)]
    [InlineData(0x81FF_FFFE)]
    [InlineData(0xFFFF_FFFF)]
    public void A_handle_that_leaves_no_room_for_persistent_objects_is_none(uint handle) => Assert.Null(TpmKeyNames.Parse(new TpmKeyNames(handle, [1], [2]).Encode()));
}
