using Kiosk.Hardware.Readers.Pcsc;

namespace Kiosk.Hardware.Tests.Readers.Pcsc;

public sealed class PcscReaderSelectionTests
{
    [Fact]
    public void SAM_and_contact_slots_are_skipped() => Assert.Equal(
        ["ACS ACR1252 1S CL Reader [ACR1252 Dual Reader PICC] 00 00", "Identiv uTrust 4701 F [CL Reader] 02 00"],
        Choose(
            new PcscReaderOptions(),
            "ACS ACR1252 1S CL Reader [ACR1252 Dual Reader PICC] 00 00",
            "ACS ACR1252 1S CL Reader [ACR1252 Dual Reader SAM] 00 01",
            "ACS ACR1281 1S Dual Reader ICC 01 00",
            "Identiv uTrust 4701 F [CL Reader] 02 00",
            "Identiv uTrust 4701 F [Contact Reader] 03 00"));

    [Fact]
    public void Contactless_readers_come_first() => Assert.Equal(
        ["OMNIKEY 5422 [OMNIKEY 5422CL Smartcard Reader] 01 00", "Feitian NFC 02 00", "OMNIKEY 5422 [OMNIKEY 5422 Smartcard Reader] 00 00"],
        Choose(
            new PcscReaderOptions(),
            "OMNIKEY 5422 [OMNIKEY 5422 Smartcard Reader] 00 00",
            "OMNIKEY 5422 [OMNIKEY 5422CL Smartcard Reader] 01 00",
            "Feitian NFC 02 00"));

    [Fact]
    public void A_part_of_the_name_chooses_in_any_case() => Assert.Equal(
        ["ACS ACR1552 00 00"],
        Choose(new PcscReaderOptions { NameContains = "acr1552" }, "ACS ACR1552 00 00", "SpringCard Puck 01 00"));

    [Fact]
    public void A_usb_id_chooses_whatever_the_driver_calls_the_reader()
    {
        var selection = new PcscReaderSelection(new PcscReaderOptions { UsbId = "072f:2303" });

        var chosen = selection.Choose(["B", "A"], name => new PcscReaderIdentity(name == "A" ? "072F:2303" : null, null));

        Assert.Equal(["A"], chosen);
    }

    [Fact]
    public void A_serial_number_chooses_one_of_two_equal_readers()
    {
        var selection = new PcscReaderSelection(new PcscReaderOptions { SerialNumber = "KN002" });

        var chosen = selection.Choose(["A 00", "A 01"], name => new PcscReaderIdentity("072F:2303", name == "A 01" ? "KN002" : "KN001"));

        Assert.Equal(["A 01"], chosen);
    }

    [Fact]
    public void A_reader_is_asked_once_and_again_after_it_was_away()
    {
        var selection = new PcscReaderSelection(new PcscReaderOptions { UsbId = "072F:2303" });
        var asked = 0;
        PcscReaderIdentity? Identify(string name) => asked++ == 0 ? null : new PcscReaderIdentity("072F:2303", null);

        // Another program holds it at first: it does not match yet, and is asked again.
        Assert.Empty(selection.Choose(["A"], Identify));
        Assert.Single(selection.Choose(["A"], Identify));
        Assert.Single(selection.Choose(["A"], Identify));
        Assert.Equal(2, asked);

        Assert.Empty(selection.Choose([], Identify));
        Assert.Single(selection.Choose(["A"], Identify));
        Assert.Equal(3, asked);
    }

    private static IReadOnlyList<string> Choose(PcscReaderOptions options, params string[] names) =>
        new PcscReaderSelection(options).Choose(names, _ => throw new InvalidOperationException("No option asks for an identity."));
}
