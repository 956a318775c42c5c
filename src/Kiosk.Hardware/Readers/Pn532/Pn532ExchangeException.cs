namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>One exchange with the card was lost between host and chip. The command may have reached the card, so it is not sent again.</summary>
internal sealed class Pn532ExchangeException(string message) : Exception(message);
