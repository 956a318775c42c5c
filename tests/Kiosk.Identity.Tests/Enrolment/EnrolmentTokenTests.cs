using System.Buffers.Text;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Identity.Tests.Enrolment;

public sealed class EnrolmentTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);
    private static readonly string Pin = Base64Url.EncodeToString(new byte[32]);

    [Theory]
    [InlineData(null)]
    [InlineData("https://collector.example.vn:8443/hall")]
    public void A_token_survives_its_text_also_with_line_ends_of_a_file(string? url)
    {
        var token = EnrolmentToken.Create("HN-01", url is null ? null : Address(url), Now);

        var read = EnrolmentToken.Parse($"{token}\r\n");

        Assert.Equal((token.TerminalId, token.Expires, token.Collector), (read.TerminalId, read.Expires, read.Collector));
        Assert.Equal(token.Secret.ToArray(), read.Secret.ToArray());
    }

    [Fact]
    public void A_token_fits_a_QR_code_that_a_phone_reads() =>
        Assert.InRange(EnrolmentToken.Create("HCM-QUAN-12-0001", Address("https://collector.thanh-pho.example.vn:8443/"), Now).ToString().Length, 1, 230);

    [Fact]
    public void A_token_is_good_for_a_day()
    {
        var token = EnrolmentToken.Create("HN-01", null, Now);

        Assert.False(token.IsExpiredAt(Now.AddHours(24).AddSeconds(-1)));
        Assert.True(token.IsExpiredAt(Now.AddHours(24)));
    }

    [Fact]
    public void No_part_of_a_token_is_a_token()
    {
        var text = EnrolmentToken.Create("HN-01", Address("https://collector.example.vn/"), Now).ToString();

        Assert.All(Enumerable.Range(0, text.Length), length => Assert.Throws<EnrolmentException>(() => EnrolmentToken.Parse(text[..length])));
    }

    [Theory]
    [InlineData("https://", "http://")]
    [InlineData("id=HN-01", "id=hn-01")]
    [InlineData("until=2026", "until=20xx")]
    [InlineData("&pin=", "&pin=A")]
    [InlineData("secret=", "secret=!")]
    [InlineData("kiosk-enrol:1", "kiosk-enrol:2")]
    public void A_token_with_a_field_that_is_wrong_is_refused(string right, string wrong)
    {
        var text = EnrolmentToken.Create("HN-01", Address("https://collector.example.vn/"), Now).ToString();

        Assert.Throws<EnrolmentException>(() => EnrolmentToken.Parse(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static CollectorAddress Address(string url)
    {
        Assert.True(CollectorAddress.TryParse(url, Pin, out var address));
        return address;
    }
}
