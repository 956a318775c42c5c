namespace Kiosk.Hardware.Clock;

/// <summary>The seven time registers of a DS3231: seconds, minutes, hours, day of the week, date, month with the century bit, year; binary-coded decimal.</summary>
internal static class Ds3231Time
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;
    private const byte TwelveHourMode = 0x40;
    private const byte Afternoon = 0x20;
    private const byte Century = 0x80;

    /// <exception cref="ArgumentOutOfRangeException">Before 2000 or after 2099.</exception>
    public static void Encode(DateTimeOffset instant, Span<byte> registers)
    {
        var time = instant.UtcDateTime;
        ArgumentOutOfRangeException.ThrowIfLessThan(time.Year, FirstYear, nameof(instant));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time.Year, LastYear, nameof(instant));
        registers[0] = ToBcd(time.Second);
        registers[1] = ToBcd(time.Minute);
        registers[2] = ToBcd(time.Hour);
        registers[3] = (byte)((int)time.DayOfWeek + 1);
        registers[4] = ToBcd(time.Day);
        registers[5] = ToBcd(time.Month);
        registers[6] = ToBcd(time.Year - FirstYear);
    }

    /// <returns>Null if the registers hold no date of this century; the day of the week is ignored.</returns>
    public static DateTimeOffset? Decode(ReadOnlySpan<byte> registers)
    {
        // A set century bit means 2100 or later: an overflow, or noise.
        if ((registers[5] & Century) != 0
            || FromBcd(registers[0]) is not (>= 0 and < 60 and var second)
            || FromBcd(registers[1]) is not (>= 0 and < 60 and var minute)
            || HourOf(registers[2]) is not (>= 0 and < 24 and var hour)
            || FromBcd(registers[5]) is not (>= 1 and <= 12 and var month)
            || FromBcd(registers[6]) is not (>= 0 and var year)
            || FromBcd(registers[4]) is not (>= 1 and var day)
            || day > DateTime.DaysInMonth(FirstYear + year, month))
        {
            return null;
        }

        return new(FirstYear + year, month, day, hour, minute, second, TimeSpan.Zero);
    }

    private static int HourOf(byte register)
    {
        if ((register & TwelveHourMode) == 0)
        {
            return FromBcd(register);
        }

        var hour = FromBcd((byte)(register & 0x1F));
        return hour is < 1 or > 12 ? -1 : (hour % 12) + ((register & Afternoon) != 0 ? 12 : 0);
    }

    private static byte ToBcd(int number) => (byte)((number / 10 << 4) | (number % 10));

    private static int FromBcd(byte register)
    {
        var (tens, units) = (register >> 4, register & 0x0F);
        return tens > 9 || units > 9 ? -1 : (tens * 10) + units;
    }
}
