using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Answers;

/// <summary>Something given on the command line cannot be used.</summary>
internal sealed class InputException(Phrase sentence, Exception? innerException = null) : SentenceException(sentence, innerException);
