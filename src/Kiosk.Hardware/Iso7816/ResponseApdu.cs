namespace Kiosk.Hardware.Iso7816;

/// <summary>Response data and status word (ISO/IEC 7816-4, 5.1).</summary>
public sealed record ResponseApdu(ReadOnlyMemory<byte> Data, StatusWord StatusWord);
