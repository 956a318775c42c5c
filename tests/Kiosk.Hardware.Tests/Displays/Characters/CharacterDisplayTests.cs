using System.Device.I2c;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Displays.Characters;

namespace Kiosk.Hardware.Tests.Displays.Characters;

public sealed class CharacterDisplayTests
{
    private readonly Glass glass = new();

    [Fact]
    public void Four_rows_are_shown_where_they_belong()
    {
        using var display = new CharacterDisplay(glass);

        display.Show(["MOI DAT THE", "08:05 - 12/340", "", "PLACE YOUR CARD"]);

        Assert.Equal(["MOI DAT THE", "08:05 - 12/340", "", "PLACE YOUR CARD"], glass.Rows.Select(row => row.TrimEnd()));
        Assert.True(glass.IsLit);
    }

    [Fact]
    public void The_next_screen_leaves_nothing_of_the_one_before_and_writes_only_rows_that_changed()
    {
        using var display = new CharacterDisplay(glass);
        display.Show(["MOI DAT THE", "08:05"]);
        var before = glass.Letters;

        display.Show(["MOI DAT THE", "8"]);

        Assert.Equal(["MOI DAT THE", "8", "", ""], glass.Rows.Select(row => row.TrimEnd()));
        Assert.Equal(CharacterDisplay.Columns, glass.Letters - before);
    }

    [Fact]
    public void The_lamp_behind_the_glass_is_switched_and_the_text_stays()
    {
        using var display = new CharacterDisplay(glass);
        display.Show(["MOI DAT THE"]);

        display.Light(isOn: false);
        var dark = glass.IsLit;
        display.Light(isOn: true);

        Assert.Equal((false, true), (dark, glass.IsLit));
        Assert.Equal("MOI DAT THE", glass.Rows[0].TrimEnd());
    }

    [Fact]
    public void A_display_that_was_unplugged_is_set_up_anew_and_written_whole()
    {
        using var display = new CharacterDisplay(glass);
        display.Show(["MOI DAT THE", "08:05"]);
        glass.IsUnplugged = true;
        Assert.Throws<DeviceSilentException>(() => display.Show(["MOI LAY THE", "08:05"]));
        glass.IsUnplugged = false;
        glass.Forget();

        display.Show(["MOI LAY THE", "08:05"]);

        Assert.Equal(["MOI LAY THE", "08:05", "", ""], glass.Rows.Select(row => row.TrimEnd()));
    }

    /// <summary>An HD44780 behind a PCF8574 (bit 0 register select, 2 enable, 3 lamp, 4 to 7 data), as its data sheet has it: a nibble counts when enable falls.</summary>
    private sealed class Glass : I2cDevice
    {
        private static readonly int[] RowStarts = [0x00, 0x40, 0x14, 0x54];

        private readonly char[] memory = [.. Enumerable.Repeat(' ', 0x80)];
        private byte before;
        private int? upperNibble;
        private int at;

        public bool IsUnplugged { get; set; }

        public bool IsLit { get; private set; }

        public int Letters { get; private set; }

        public IReadOnlyList<string> Rows => [.. RowStarts.Select(start => new string(memory, start, CharacterDisplay.Columns))];

        public override I2cConnectionSettings ConnectionSettings { get; } = new(1, CharacterDisplay.UsualAddress);

        public void Forget()
        {
            Array.Fill(memory, '\u00FF');
            upperNibble = null;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            foreach (var port in buffer)
            {
                WriteByte(port);
            }
        }

        public override void WriteByte(byte value)
        {
            if (IsUnplugged)
            {
                throw new DeviceSilentException("/dev/i2c-1", "no chip answers");
            }

            IsLit = (value & 0x08) != 0;
            var hasFallen = (before & 0x04) != 0 && (value & 0x04) == 0;
            before = value;
            if (hasFallen)
            {
                Latch(value >> 4, isLetter: (value & 0x01) != 0);
            }
        }

        public override void Read(Span<byte> buffer) => throw new NotSupportedException();

        public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => throw new NotSupportedException();

        private void Latch(int nibble, bool isLetter)
        {
            if (upperNibble is not { } upper)
            {
                upperNibble = nibble;
                return;
            }

            upperNibble = null;
            var value = (upper << 4) | nibble;
            if (isLetter)
            {
                memory[at++] = (char)value;
                Letters++;
            }
            else if (value == 0x01)
            {
                Array.Fill(memory, ' ');
            }
            else if (value >= 0x80)
            {
                at = value & 0x7F;
            }
        }
    }
}
