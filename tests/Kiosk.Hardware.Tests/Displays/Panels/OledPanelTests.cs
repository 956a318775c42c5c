using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Displays.Panels;
using Kiosk.Hardware.Tests.Clock;

namespace Kiosk.Hardware.Tests.Displays.Panels;

public sealed class OledPanelTests
{
    private readonly RegisterChip chip = new();
    private readonly byte[] picture = new byte[OledPanel.Stride * OledPanel.Height];

    [Fact]
    public void Eight_rows_become_one_byte_a_column_with_the_top_in_the_lowest_bit()
    {
        var rows = new byte[OledPanel.Stride * 8];
        rows[0] = 0b1000_0000;
        rows[OledPanel.Stride] = 0b0100_0000;
        rows[(7 * OledPanel.Stride) + 15] = 0b0000_0001;
        var columns = new byte[OledPanel.Width];

        OledPanel.ToPage(rows, columns);

        Assert.Equal([0x01, 0x02], columns[..2]);
        Assert.Equal(0x80, columns[127]);
        Assert.All(columns[2..127], column => Assert.Equal(0, column));
    }

    [Fact]
    public void The_first_picture_sets_the_panel_up_writes_all_of_it_and_lights_it_last()
    {
        new OledPanel(chip, OledController.Ssd1306, isUpsideDown: false).Show(picture);

        Assert.Equal((byte)0x00, chip.Writes[0].Register);
        Assert.Equal(0xAE, chip.Writes[0].Bytes[0]);
        Assert.Equal(1024, chip.Writes.Where(write => write.Register == 0x40).Sum(write => write.Bytes.Length));
        Assert.Equal([0xAF], chip.Writes[^1].Bytes);
        Assert.All(chip.Writes, write => Assert.InRange(write.Bytes.Length, 1, 32));
    }

    [Fact]
    public void Later_pictures_write_only_the_pages_that_changed()
    {
        var panel = new OledPanel(chip, OledController.Ssd1306, isUpsideDown: false);
        panel.Show(picture);
        chip.Writes.Clear();

        picture[(63 * OledPanel.Stride) + 15] = 1;
        panel.Show(picture);

        Assert.Equal([0xB7, 0x00, 0x10], chip.Writes[0].Bytes);
        Assert.Equal(128, chip.Writes.Skip(1).Sum(write => write.Bytes.Length));
        Assert.Equal(0x80, chip.Writes[^1].Bytes[31]);
    }

    [Fact]
    public void The_SH1106_begins_two_columns_in_and_has_a_pump_of_its_own()
    {
        new OledPanel(chip, OledController.Sh1106, isUpsideDown: false).Show(picture);

        Assert.Contains(chip.Writes, write => write.Bytes is [0xB0, 0x02, 0x10]);
        Assert.True(chip.Writes[0].Bytes.AsSpan().IndexOf([(byte)0xAD, (byte)0x8B]) > 0);
        Assert.DoesNotContain(chip.Writes, write => write.Register == 0 && write.Bytes.AsSpan().IndexOf([(byte)0x8D, (byte)0x14]) >= 0);
    }

    [Fact]
    public void A_panel_mounted_upside_down_is_scanned_the_other_way_round()
    {
        new OledPanel(chip, OledController.Ssd1306, isUpsideDown: true).Show(picture);

        Assert.True(chip.Writes[0].Bytes.AsSpan().IndexOf([(byte)0xA0, (byte)0xC0]) > 0);
    }

    [Fact]
    public void A_panel_that_was_unplugged_is_set_up_anew()
    {
        var panel = new OledPanel(chip, OledController.Ssd1306, isUpsideDown: false);
        panel.Show(picture);
        chip.IsUnplugged = true;
        picture[0] = 0xFF;
        Assert.Throws<DeviceSilentException>(() => panel.Show(picture));
        chip.IsUnplugged = false;
        chip.Writes.Clear();

        panel.Show(picture);

        Assert.Equal(0xAE, chip.Writes[0].Bytes[0]);
        Assert.Equal(1024, chip.Writes.Where(write => write.Register == 0x40).Sum(write => write.Bytes.Length));
    }

    [Fact]
    public void A_picture_of_another_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => new OledPanel(chip, OledController.Ssd1306, isUpsideDown: false).Show(new byte[1023]));
}
