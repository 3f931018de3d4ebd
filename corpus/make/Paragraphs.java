import java.io.File;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** A PDF's text as document stores extract it: a blank line after each paragraph, no page ends. */
public class Paragraphs {
  public static void main(String[] arguments) throws Exception {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setParagraphEnd("\n");
    stripper.setPageEnd(" ");
    try (PDDocument document = PDDocument.load(new File(arguments[0]))) {
      System.out.write(stripper.getText(document).getBytes(StandardCharsets.UTF_8));
      System.out.flush();
    }
  }
}
