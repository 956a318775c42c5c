namespace Kiosk.Hardware.Iso7816;

/// <summary>Finds the card capabilities in an ATR's historical bytes.</summary>
internal static class AnswerToResetParser
{
    public static bool AllowsExtendedLength(ReadOnlySpan<byte> atr) => false;
}
