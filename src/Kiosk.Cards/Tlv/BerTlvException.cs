namespace Kiosk.Cards.Tlv;

/// <summary>The input is not the expected BER-TLV.</summary>
public sealed class BerTlvException(string message) : Exception(message);
