using Kiosk.Words;

namespace Kiosk.Identity.Enrolment;

/// <summary>An enrolment is refused, or one of its texts or files cannot be used. The sentence names the terminal and the remedy.</summary>
internal sealed class EnrolmentException(Phrase sentence, Exception? innerException = null) : SentenceException(sentence, innerException);
