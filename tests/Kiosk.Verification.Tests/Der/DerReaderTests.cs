using System.Formats.Asn1;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Tests.Der;

public sealed class DerReaderTests
{
    [Theory]
    [InlineData("0400", "")]
    [InlineData("040107", "07")]
    [InlineData("0401070500", "07")]
    public void An_element_is_read_by_its_length(string der, string content)
    {
        Assert.Equal(content, Convert.ToHexString(Read(Convert.FromHexString(der))));
    }

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65535)]
    [InlineData(65536)]
    public void Lengths_read_as_the_framework_writes_them(int length)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(new byte[length]);

        Assert.Equal(length, Read(writer.Encode()).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("04")]
    [InlineData("0500")]
    [InlineData("0401")]
    [InlineData("0480")]
    [InlineData("0480070000")]
    [InlineData("04810107")]
    [InlineData("0482000107")]
    [InlineData("0481")]
    [InlineData("0482FF")]
    [InlineData("0484FFFFFFFF")]
    [InlineData("04850000000001" + "07")]
    [InlineData("04FF")]
    public void What_is_not_DER_is_refused(string der)
    {
        Assert.ThrowsAny<AsnContentException>(() => Read(Convert.FromHexString(der)));
    }

    [Fact]
    public void Random_bytes_read_as_the_framework_reads_them_or_are_refused() => Prop.ForAll<byte[]>(bytes =>
    {
        byte[] der = [0x04, .. bytes];
        Assert.Equal(OrRefused(() => AsnDecoder.ReadOctetString(der, AsnEncodingRules.DER, out _)), OrRefused(() => Read(der)));
    }).QuickCheckThrowOnFailure();

    private static string OrRefused(Func<byte[]> read)
    {
        try
        {
            return Convert.ToHexString(read());
        }
        catch (AsnContentException)
        {
            return "refused";
        }
    }

    private static byte[] Read(byte[] der) => new DerReader(der).Read(0x04).ToArray();
}
