using Kiosk.Hardware.Readers.Pcsc;

namespace Kiosk.Hardware.Tests.Readers.Pcsc;

public sealed class PcscReaderIdentityTests
{
    [Fact]
    public void The_control_code_is_found_behind_other_features() =>
        Assert.Equal(0x42330012u, PcscReaderIdentity.ParseControlCode(Convert.FromHexString("060442330006" + "120442330012")));

    [Fact]
    public void Vendor_and_product_are_read_little_endian() =>
        Assert.Equal("072F:2303", PcscReaderIdentity.ParseUsbId(Convert.FromHexString("0A0400000100" + "0B022F07" + "0C020323")));

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("1204423300")]
    [InlineData("120342330012")]
    [InlineData("060442330006")]
    public void A_feature_list_without_it_or_cut_short_has_no_control_code(string features) =>
        Assert.Null(PcscReaderIdentity.ParseControlCode(Convert.FromHexString(features)));

    [Theory]
    [InlineData("")]
    [InlineData("0B")]
    [InlineData("0B022F07")]
    [InlineData("0B022F070C0203")]
    [InlineData("0B032F07000C020323")]
    [InlineData("0B022F070CFF0323")]
    public void Properties_without_both_or_cut_short_have_no_usb_id(string properties) =>
        Assert.Null(PcscReaderIdentity.ParseUsbId(Convert.FromHexString(properties)));

    [Fact]
    public void Random_bytes_are_read_without_harm()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            var usbId = PcscReaderIdentity.ParseUsbId(bytes);
            _ = PcscReaderIdentity.ParseControlCode(bytes);
            Assert.True(usbId is null || usbId.Length == 9);
        }
    }
}
