namespace Kiosk.Cards.Tlv;

/// <summary>Bytes that are not the BER-TLV they should be.</summary>
public sealed class BerTlvException(string message) : Exception(message);
