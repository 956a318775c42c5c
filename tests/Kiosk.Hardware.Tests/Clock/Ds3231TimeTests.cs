using Kiosk.Hardware.Clock;

namespace Kiosk.Hardware.Tests.Clock;

public sealed class Ds3231TimeTests
{
    [Theory]
    [InlineData("2000-01-01T00:00:00Z", "00000007010100")]
    [InlineData("2026-11-25T23:59:58Z", "58592304251126")]
    [InlineData("2024-02-29T12:34:56Z", "56341205290224")]
    [InlineData("2099-12-31T09:08:07Z", "07080905311299")]
    public void Time_is_binary_coded_decimal_with_the_year_last(string instant, string registers)
    {
        var encoded = new byte[7];

        Ds3231Time.Encode(DateTimeOffset.Parse(instant), encoded);

        Assert.Equal(registers, Convert.ToHexString(encoded));
        Assert.Equal(DateTimeOffset.Parse(instant), Ds3231Time.Decode(encoded));
    }

    [Fact]
    public void Local_time_goes_in_as_UTC()
    {
        var encoded = new byte[7];

        Ds3231Time.Encode(new DateTimeOffset(2026, 11, 26, 6, 0, 0, TimeSpan.FromHours(7)), encoded);

        Assert.Equal(new DateTimeOffset(2026, 11, 25, 23, 0, 0, TimeSpan.Zero), Ds3231Time.Decode(encoded));
    }

    [Theory]
    [InlineData("00000007010100")]
    [InlineData("00004007010100", null)]
    [InlineData("00005207010100", "2000-01-01T00:00:00Z")]
    [InlineData("00007207010100", "2000-01-01T12:00:00Z")]
    [InlineData("00007107010100", "2000-01-01T23:00:00Z")]
    [InlineData("00005107010100", "2000-01-01T11:00:00Z")]
    public void The_twelve_hour_form_is_read_too(string registers, string? instant = "2000-01-01T00:00:00Z") =>
        Assert.Equal(instant is null ? null : DateTimeOffset.Parse(instant), Ds3231Time.Decode(Convert.FromHexString(registers)));

    [Theory]
    [InlineData("00000000000000", "no month")]
    [InlineData("60000007010100", "second 60")]
    [InlineData("0A000007010100", "no decimal digit")]
    [InlineData("00600007010100", "minute 60")]
    [InlineData("00002407010100", "hour 24")]
    [InlineData("00000007320100", "day 32")]
    [InlineData("00000007290226", "29 February of a common year")]
    [InlineData("00000007011300", "month 13")]
    [InlineData("00000007018100", "the century after")]
    [InlineData("000000070101A0", "year A0")]
    [InlineData("FFFFFFFFFFFFFF", "a bus without a chip")]
    public void Registers_that_hold_no_date_are_no_time(string registers, string why)
    {
        Assert.NotEmpty(why);
        Assert.Null(Ds3231Time.Decode(Convert.FromHexString(registers)));
    }

    [Theory]
    [InlineData("1999-12-31T23:59:59Z")]
    [InlineData("2100-01-01T00:00:00Z")]
    public void Years_the_chip_cannot_hold_are_refused(string instant) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Ds3231Time.Encode(DateTimeOffset.Parse(instant), new byte[7]));
}
