namespace Kiosk.Hardware.Displays.Panels;

/// <summary>The command bytes that both controllers share (SSD1306 data sheet 9 and 10; SH1106 data sheet, command table).</summary>
internal static class OledCommands
{
    public const byte DisplayOff = 0xAE;
    public const byte DisplayOn = 0xAF;

    private const byte SetPage = 0xB0;
    private const byte SetLowColumn = 0x00;
    private const byte SetHighColumn = 0x10;
    private const byte SetContrast = 0x81;

    /// <summary>Initialises a controller after power-on, except for switching the display on.</summary>
    /// <param name="isUpsideDown">Rotates the picture by 180 degrees by reversing both scan directions.</param>
    public static byte[] Setup(OledController controller, bool isUpsideDown) =>
    [
        DisplayOff,
        0xD5, 0x80, // clock
        0xA8, 0x3F, // 64 rows
        0xD3, 0x00, // no vertical offset
        0x40, // first row at the top
        .. controller == OledController.Ssd1306 ? (ReadOnlySpan<byte>)[0x20, 0x02, 0x8D, 0x14] : [0xAD, 0x8B], // page addressing, charge pump
        isUpsideDown ? (byte)0xA0 : (byte)0xA1,
        isUpsideDown ? (byte)0xC0 : (byte)0xC8,
        0xDA, 0x12, // alternate rows
        0xD9, 0xF1, // precharge
        0xDB, 0x40, // deselect level
        0xA4, // show the memory
        0xA6, // 1 is lit
    ];

    /// <summary>Sets the address of the next data.</summary>
    /// <param name="page">0 to 7 from the top, eight rows each.</param>
    public static byte[] Place(OledController controller, int page)
    {
        var column = controller == OledController.Sh1106 ? 2 : 0;
        return [(byte)(SetPage | page), (byte)(SetLowColumn | (column & 0x0F)), (byte)(SetHighColumn | (column >> 4))];
    }

    public static byte[] Contrast(byte contrast) => [SetContrast, contrast];
}
